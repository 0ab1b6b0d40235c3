using System.Text;
using System.Xml;
using System.Xml.Linq;
using Orleans.Tx.Charts;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Charts;

/// <summary>The file that <c>--chart</c> names.</summary>
internal sealed class ChartFile
{
    private const string Extension = ".svg";

    private static readonly XmlWriterSettings Layout = new()
    {
        Async = true,
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    private readonly string _path;

    private ChartFile(string path) => _path = path;

    private string Folder => Path.GetDirectoryName(Path.GetFullPath(_path)) ?? Path.GetFullPath(_path);

    public static ParsedOption<ChartFile> Option() => new(
        "--chart", "Also write a picture: the months with the percentage that is new, and the cohorts as a heat map", "FILE.svg", Parse);

    /// <exception cref="FormatException">No picture can be there; the message says why.</exception>
    public static ChartFile Parse(string path)
    {
        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"'{path}' does not end in {Extension}: the picture is written as SVG");
        var file = new ChartFile(path);
        if (!Directory.Exists(file.Folder))
            throw new FormatException($"there is no folder {file.Folder} for '{path}'");
        return Directory.Exists(path) ? throw new FormatException($"'{path}' is a folder: name a file") : file;
    }

    /// <summary>Writes the picture, or leaves what was there.</summary>
    /// <param name="source">What the orders come from.</param>
    /// <exception cref="WorkException">It can't be written there.</exception>
    public async Task Write(RevenueAnswer answer, string source, CancellationToken cancellation)
    {
        var draft = Path.Combine(Folder, $".{Path.GetRandomFileName()}");
        try
        {
            await Write(new XDocument(new RevenueChart(answer, source, RevenueCaption.Lines(answer)).Draw()), draft, cancellation);
            File.Move(draft, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkException($"--chart {_path} can't be written: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(draft))
                File.Delete(draft);
        }
    }

    private static async Task Write(XDocument picture, string path, CancellationToken cancellation)
    {
        await using var writer = XmlWriter.Create(path, Layout);
        await picture.SaveAsync(writer, cancellation);
    }
}
