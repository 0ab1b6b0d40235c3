using Microsoft.AspNetCore.Http.Metadata;

namespace Orleans.Tx.Gateway.Limits;

/// <summary>The most bytes of a body that an endpoint takes.</summary>
internal sealed class RequestBytes(long most) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => most;
}
