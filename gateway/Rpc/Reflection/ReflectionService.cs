using Grpc.Core;
using Grpc.Reflection.V1;
using Request = Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace Orleans.Tx.Gateway.Rpc.Reflection;

/// <summary>The reflection service of gRPC: a client that was told nothing can list the services and describe each message.</summary>
internal sealed class ReflectionService(DescribedFiles files) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
            await responseStream.WriteAsync(Answer(requestStream.Current));
    }

    public ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var answer = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case Request.ListServices:
                answer.ListServicesResponse = new() { Service = { files.Services.Select(name => new ServiceResponse { Name = name }) } };
                break;
            case Request.FileByFilename when files.Named(request.FileByFilename) is { } file:
                answer.FileDescriptorResponse = new() { FileDescriptorProto = { file } };
                break;
            case Request.FileContainingSymbol when files.Declaring(request.FileContainingSymbol) is { } file:
                answer.FileDescriptorResponse = new() { FileDescriptorProto = { file } };
                break;
            case Request.AllExtensionNumbersOfType when files.HasMessage(request.AllExtensionNumbersOfType):
                answer.AllExtensionNumbersResponse = new() { BaseTypeName = request.AllExtensionNumbersOfType };
                break;
            case Request.None:
                answer.ErrorResponse = Error(StatusCode.InvalidArgument, "The request asks for nothing.");
                break;
            default:
                answer.ErrorResponse = Error(StatusCode.NotFound, $"There is no such thing: {request}");
                break;
        }

        return answer;
    }

    private static ErrorResponse Error(StatusCode code, string message) => new() { ErrorCode = (int)code, ErrorMessage = message };
}
