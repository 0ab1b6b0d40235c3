using System.Collections.Specialized;
using System.Globalization;
using System.Web;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>What a request asks for.</summary>
internal sealed class AskedFor
{
    private readonly NameValueCollection _parameters;

    public AskedFor(string head)
    {
        Head = head;
        var target = head.Split(' ')[1];
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        Path = mark < 0 ? target : target[..mark];
        _parameters = HttpUtility.ParseQueryString(mark < 0 ? "" : target[mark..]);
    }

    public string Head { get; }

    public string Path { get; }

    public string? this[string parameter] => _parameters[parameter];

    public int Number(string parameter, int otherwise = 0) =>
        this[parameter] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
