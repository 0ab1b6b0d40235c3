namespace Grpc.Core;

/// <summary>Takes a server's messages to a client.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
