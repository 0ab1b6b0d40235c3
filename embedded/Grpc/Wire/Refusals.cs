using Grpc.Core;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>How calls end that break the protocol or its limits.</summary>
internal static class Refusals
{
    public static RpcException Incomplete() => Broken("The request ended before its message was complete.");

    public static RpcException MoreThanOne() => Broken("The request goes on behind its message; a method of this type takes one.");

    public static RpcException Broken(string detail) => new(new Status(StatusCode.Internal, detail));

    public static RpcException TooLong(int most) =>
        new(new Status(StatusCode.ResourceExhausted, $"The request's message is longer than the {most} bytes that are allowed."));

    public static RpcException TooLongToSend(int length, int most) =>
        new(new Status(StatusCode.ResourceExhausted, $"The response's message has {length} bytes; {most} are allowed."));

    public static RpcException UnknownEncoding(string encoding) => new(new Status(
        StatusCode.Unimplemented, $"Messages compressed by '{encoding}' can't be read; supported: {Encodings.All}"));
}
