using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Output;

/// <summary>The option <c>--format</c> that everything that prints data has.</summary>
internal static class FormatOption
{
    public static ChoiceOption<OutputFormat> Create() => new("--format", Description,
        ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv));

    public static ChoiceOption<OutputFormat> CreateWithMarkdown() => new("--format", Description,
        ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv), ("markdown", OutputFormat.Markdown));

    private const string Description = "How to print";
}
