using Grpc.Core;

namespace Orleans.Tx.Grpc.Tests.Serving;

/// <summary>What stands behind the names of gRPC. All tests hold for both engines, except for a few that say so.</summary>
internal static class Engine
{
    public const string Differs = "The packages do this otherwise: docs/decisions/0018-the-part-of-grpc-that-is-used.md";

    public static bool IsEmbedded { get; } = typeof(ServerCallContext).Assembly.GetName().Name!.Contains("Embedded", StringComparison.Ordinal);
}
