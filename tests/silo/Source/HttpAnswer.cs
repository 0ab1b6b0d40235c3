using System.Text;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Answers as they go over the wire.</summary>
internal static class HttpAnswer
{
    public static byte[] Page(string records = "", string facts = "") => Of(200, $$"""{"data":[{{records}}]{{facts}}}""");

    public static byte[] Of(int status, string body, params string[] headers) => Of(status, Encoding.UTF8.GetBytes(body), headers);

    public static byte[] Of(int status, byte[] body, params string[] headers)
    {
        var lines = headers.Prepend($"HTTP/1.1 {status} Status").Append($"Content-Length: {body.Length}");
        return [.. Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), .. body];
    }
}
