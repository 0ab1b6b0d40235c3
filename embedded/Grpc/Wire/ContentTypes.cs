namespace Grpc.AspNetCore.Server.Wire;

/// <summary>Which content types are gRPC with messages of Protocol Buffers.</summary>
internal static class ContentTypes
{
    public const string Grpc = "application/grpc";

    private const string Proto = "+proto";

    public static bool IsGrpc(string? contentType)
    {
        if (contentType is null || !contentType.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase))
            return false;
        var rest = contentType.AsSpan(Grpc.Length);
        if (rest.StartsWith(Proto, StringComparison.OrdinalIgnoreCase))
            rest = rest[Proto.Length..];
        rest = rest.TrimStart();
        return rest.IsEmpty || rest[0] == ';';
    }
}
