using System.IO.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How services are served. What one service's own options leave null, the options of all decide.</summary>
public class GrpcServiceOptions
{
    private int? _maxReceiveMessageSize;
    private int? _maxSendMessageSize;

    /// <summary>The longest message that is taken, in bytes, before and after decompression; null: any. 4 MB where nothing is set.</summary>
    public int? MaxReceiveMessageSize
    {
        get => _maxReceiveMessageSize;
        set => (_maxReceiveMessageSize, MaxReceiveMessageSizeSpecified) = (value, true);
    }

    /// <summary>The longest message that is sent, in bytes before compression; null: any, as where nothing is set.</summary>
    public int? MaxSendMessageSize
    {
        get => _maxSendMessageSize;
        set => (_maxSendMessageSize, MaxSendMessageSizeSpecified) = (value, true);
    }

    /// <summary>Whether <see cref="MaxReceiveMessageSize"/> was set, be it to null.</summary>
    public bool MaxReceiveMessageSizeSpecified { get; set; }

    /// <summary>Whether <see cref="MaxSendMessageSize"/> was set, be it to null.</summary>
    public bool MaxSendMessageSizeSpecified { get; set; }

    /// <summary>Callers are told of exceptions that escape a method. Only for development: they tell how the inside looks.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary><c>gzip</c>, or null: not compressed. Only callers that accept it get it.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>How hard to compress; the fastest way where nothing is set.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Calls of services and methods that are not there are left to the rest of the application, instead of answered.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>Stand around every method, the first outermost; those of all services around those of one.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}
