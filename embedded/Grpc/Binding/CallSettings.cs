using System.IO.Compression;
using Grpc.AspNetCore.Server.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>How the calls of one service are served: its own options over those of all.</summary>
internal sealed record CallSettings(
    int MaxReceived, int MaxSent, bool TellsErrors, string? Encoding, CompressionLevel Level, bool IgnoresUnknown,
    IReadOnlyList<InterceptorRegistration> Interceptors)
{
    private const int DefaultMaxReceived = 4 * 1024 * 1024;

    public static CallSettings For<TService>(IServiceProvider services)
        where TService : class
    {
        var all = services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        var own = services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value;
        var received = own.MaxReceiveMessageSizeSpecified ? own : all;
        var sent = own.MaxSendMessageSizeSpecified ? own : all;
        return new CallSettings(
            received.MaxReceiveMessageSizeSpecified ? received.MaxReceiveMessageSize ?? int.MaxValue : DefaultMaxReceived,
            sent.MaxSendMessageSize ?? int.MaxValue,
            own.EnableDetailedErrors ?? all.EnableDetailedErrors ?? false,
            Known(own.ResponseCompressionAlgorithm ?? all.ResponseCompressionAlgorithm),
            own.ResponseCompressionLevel ?? all.ResponseCompressionLevel ?? CompressionLevel.Fastest,
            all.IgnoreUnknownServices ?? false,
            [.. all.Interceptors, .. own.Interceptors]);
    }

    private static string? Known(string? encoding) => encoding switch
    {
        null or Encodings.Identity => null,
        Encodings.Gzip => Encodings.Gzip,
        _ => throw new InvalidOperationException(
            $"ResponseCompressionAlgorithm: '{encoding}' is not known; allowed: {Encodings.Gzip}, {Encodings.Identity}"),
    };
}
