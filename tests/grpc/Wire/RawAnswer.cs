using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;

namespace Orleans.Tx.Grpc.Tests.Wire;

/// <summary>An answer, taken apart: the messages with their flags, and where its end stood.</summary>
internal sealed record RawAnswer(HttpResponseHeaders Headers, HttpResponseHeaders Trailers, IReadOnlyList<(byte Flag, byte[] Bytes)> Messages, string? ContentType)
{
    /// <summary>The status came in the headers: there was nothing else.</summary>
    public bool IsTrailersOnly => Headers.Contains("grpc-status");

    public StatusCode Status => (StatusCode)int.Parse(Value(End, "grpc-status"), CultureInfo.InvariantCulture);

    /// <summary>As it is on the wire.</summary>
    public string Message => Value(End, "grpc-message");

    public HttpResponseHeaders End => IsTrailersOnly ? Headers : Trailers;

    public T Only<T>(MessageParser<T> parser)
        where T : IMessage<T> => parser.ParseFrom(Assert.Single(Messages).Bytes);

    public static string Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    public static async Task<RawAnswer> Of(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var messages = new List<(byte, byte[])>();
        for (var at = 0; at < body.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1));
            messages.Add((body[at], body[(at + 5)..(at + 5 + length)]));
            at += 5 + length;
        }

        return new RawAnswer(response.Headers, response.TrailingHeaders, messages, response.Content.Headers.ContentType?.ToString());
    }
}
