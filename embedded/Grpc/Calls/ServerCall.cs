using System.Net.Sockets;
using Grpc.AspNetCore.Server.Binding;
using Grpc.AspNetCore.Server.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>One call, on the HTTP request that it came in.</summary>
internal sealed partial class ServerCall : ServerCallContext
{
    // Among the headers of an answer, this one is said to the server: how to compress it.
    private const string EncodingRequest = "grpc-internal-encoding-request";

    private static readonly AuthContext Anyone = new(null, []);

    private readonly ILogger _logger;
    private Metadata? _requestHeaders;
    private Metadata? _trailers;
    private bool _hasSentHeaders;

    public ServerCall(HttpContext http, CallSettings settings, ILogger logger)
    {
        (Http, Settings, _logger) = (http, settings, logger);
        if (settings.Encoding is { } encoding && Encodings.Names(http.Request.Headers[HeaderNames.GrpcAcceptEncoding], encoding))
            Encode(encoding);
    }

    public HttpContext Http { get; }

    public CallSettings Settings { get; }

    public WriteGate Gate { get; } = new();

    /// <summary>How the answer's messages are compressed; null: not.</summary>
    public string? Encoding { get; private set; }

    public new Deadline? Deadline { get; set; }

    protected override string MethodCore => Http.Request.Path.Value!;

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => Http.Connection is { RemoteIpAddress: { } address, RemotePort: var port }
        ? address.AddressFamily == AddressFamily.InterNetworkV6 ? $"ipv6:[{address}]:{port}" : $"ipv4:{address}:{port}"
        : "unknown";

    protected override DateTime DeadlineCore => Deadline?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= RequestMetadata.Of(Http.Request.Headers);

    protected override CancellationToken CancellationTokenCore => Deadline?.Token ?? Http.RequestAborted;

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    // Client certificates are none of this engine's business.
    protected override AuthContext AuthContextCore => Anyone;

    protected override IDictionary<object, object> UserStateCore => Http.Items!;

    /// <summary>Sends the headers: from here on messages may be written.</summary>
    public Task Start() => Http.Response.StartAsync();

    /// <summary>How the call ends by an exception.</summary>
    public Status StatusOf(Exception failure)
    {
        if (failure is RpcException refusal)
        {
            foreach (var trailer in refusal.Trailers)
                ResponseTrailers.Add(trailer);
            LogRefused(_logger, Method, refusal.StatusCode, refusal.Status.Detail, refusal.Status.DebugException);
            return refusal.Status;
        }

        if (failure is ConnectionResetException or ConnectionAbortedException
            || (failure is OperationCanceledException or IOException && CancellationToken.IsCancellationRequested))
        {
            LogGivenUp(_logger, Method);
            return Status.DefaultCancelled;
        }

        LogFailed(_logger, Method, failure);
        const string detail = "An exception was thrown by the method.";
        return new Status(StatusCode.Unknown, Settings.TellsErrors ? $"{detail} {failure.GetType().Name}: {failure.Message}" : detail, failure);
    }

    /// <summary>Writes the end of the answer.</summary>
    public void End(Status status)
    {
        var end = Trailers.Of(Http.Response);
        try
        {
            if (_trailers is not null)
                Trailers.Put(end, _trailers);
        }
        catch (InvalidOperationException unwritable)
        {
            // Such as a value that is not ASCII.
            LogTrailers(_logger, Method, unwritable);
            status = new Status(StatusCode.Unknown, "The trailers of the answer can't be sent.");
        }

        Trailers.Put(end, status);
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (_hasSentHeaders || Http.Response.HasStarted)
            throw new InvalidOperationException("The headers of the answer have been sent.");

        using var turn = Gate.Enter();
        _hasSentHeaders = true;
        if (responseHeaders.GetValue(EncodingRequest) is { } encoding)
            Encode(encoding);
        Trailers.Put(Http.Response.Headers, [.. responseHeaders.Where(header => header.Key != EncodingRequest)]);
        await Start();
        await Http.Response.BodyWriter.FlushAsync(CancellationToken);
    }

    private void Encode(string encoding)
    {
        if (encoding is not (Encodings.Identity or Encodings.Gzip))
            throw new InvalidOperationException($"'{encoding}' is not known; allowed: {Encodings.All}");
        Encoding = encoding == Encodings.Identity ? null : encoding;
        Http.Response.Headers[HeaderNames.GrpcEncoding] = encoding;
    }
}
