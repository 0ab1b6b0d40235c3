using System.Globalization;
using System.Text;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>An address to which parameters are added.</summary>
internal sealed class AddressText(string address)
{
    private readonly StringBuilder _text = new(address);
    private char _separator = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';

    /// <summary>Nothing where the parameter has no name.</summary>
    public void Add(string? name, string value)
    {
        if (string.IsNullOrEmpty(name))
            return;
        _text.Append(CultureInfo.InvariantCulture, $"{_separator}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        _separator = '&';
    }

    public Uri ToUri() => new(_text.ToString());
}
