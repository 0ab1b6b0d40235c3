using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Requests;

namespace Orleans.Tx.Silo.Source.Tokens;

/// <summary>Makes the request for an access token.</summary>
internal static class TokenRequest
{
    /// <param name="refreshToken">For that grant; else null.</param>
    /// <param name="clientInBody">
    /// Client and secret stand in the body. By RFC 6749, section 2.3.1, every server takes them in the header, but some take them here alone.
    /// </param>
    public static HttpRequestMessage For(AuthOptions auth, string? clientSecret, string? refreshToken, bool clientInBody, out SingleSendContent sent)
    {
        var form = new List<KeyValuePair<string, string?>>
        {
            new("grant_type", refreshToken is null ? "client_credentials" : "refresh_token"),
            new("refresh_token", refreshToken),
            new("scope", auth.Scope),
            new("client_id", clientInBody || clientSecret is null ? auth.ClientId : null),
            new("client_secret", clientInBody ? clientSecret : null),
        };
        var text = string.Join('&', form.Where(field => field.Value is not null).Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value!)}"));
        sent = new SingleSendContent(Encoding.ASCII.GetBytes(text), "application/x-www-form-urlencoded");
        var request = new HttpRequestMessage(HttpMethod.Post, auth.TokenUrl)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = sent,
        };
        request.Headers.Accept.ParseAdd("application/json");
        if (clientSecret is not null && !clientInBody)
        {
            var client = $"{WebUtility.UrlEncode(auth.ClientId)}:{WebUtility.UrlEncode(clientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", SecretForms.Base64(client));
        }

        return request;
    }
}
