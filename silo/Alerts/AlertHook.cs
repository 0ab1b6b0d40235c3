using System.Net.Http.Headers;
using System.Text.Json;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Watching;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source;
using Orleans.Tx.Silo.Source.Requests;

namespace Orleans.Tx.Silo.Alerts;

/// <summary>Sends alerts to <c>Alerts:Url</c>. The secret is read anew for each, so that it can be renewed; redirects are not followed.</summary>
internal sealed class AlertHook(AlertOptions options, TimeProvider time) : IAlertHook, IDisposable
{
    private const string SecretKey = "Alerts:Secret";

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        },
        disposeHandler: true);

    public async Task Send(Alert alert, CancellationToken cancellationToken)
    {
        using var request = Request(alert);
        using var timeout = new CancellationTokenSource(Most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode)
                throw new TxException(TxError.Unavailable, $"Alerts:Url answered {(int)response.StatusCode}");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && SourceClient.IsOfTheNetwork(failure))
        {
            throw new TxException(TxError.Unavailable, timeout.IsCancellationRequested
                ? $"Alerts:Url did not answer within {Most.TotalSeconds:0} seconds"
                : $"Alerts:Url can't be reached: {SourceClient.Innermost(failure)}");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Alert alert)
    {
        var url = options.Url ?? throw new InvalidOperationException("alerts are told only where there is somewhere to");
        var secret = options.Secret is null ? null : Secret(options.Secret);
        var request = new HttpRequestMessage(HttpMethod.Post, url.Address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(alert, JsonSerializerOptions.Web))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        if (secret is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return request;
    }

    private static string Secret(SecretReference reference)
    {
        var secret = reference.InFile ? SecretText.OfFile(SecretKey, reference) : SecretText.OfEnvironment(SecretKey, reference);
        return secret.All(letter => letter is > ' ' and <= '~')
            ? secret
            : throw new TxException(TxError.Invalid, $"{SecretKey} names what is not all printable ASCII, as a header must be");
    }
}
