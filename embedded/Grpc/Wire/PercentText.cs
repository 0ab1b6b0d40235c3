using System.Globalization;
using System.Text;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>Text as a status message is sent: UTF-8, each byte beyond printable ASCII, and the percent sign, as <c>%XX</c>.</summary>
internal static class PercentText
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('%'))
            return text;

        var written = new StringBuilder(text.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is >= 0x20 and <= 0x7E and not (byte)'%')
                written.Append((char)octet);
            else
                written.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return written.ToString();
    }
}
