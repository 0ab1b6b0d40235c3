namespace Orleans.Tx.Client.Output;

/// <summary>How a command prints its data.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Csv,
    Markdown,
}
