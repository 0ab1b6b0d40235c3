using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Answers;
using Orleans.Tx.Silo.Source.Requests;

namespace Orleans.Tx.Silo.Source.Tokens;

/// <summary>
/// The access tokens of one source, fetched when there is none, when one comes to its end, and when the API refuses one. A token is fetched
/// in place of a page, so that a permit never sends two requests; the permit is used up where the API itself gives out tokens.
/// </summary>
internal sealed class AccessTokens : IDisposable
{
    private const int MostBytes = 64 * 1024;

    private readonly AuthOptions _auth;
    private readonly TimeSpan _timeout;
    private readonly bool _sameOrigin;
    private readonly SourceSecrets _secrets;
    private readonly RefreshToken? _refresh;
    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly Lock _gate = new();
    private AccessToken? _token;
    private bool _clientInBody;
    private bool _fetchedBefore;
    private int _refusedInRow;

    public AccessTokens(string name, SourceOptions source, SourceSecrets secrets, IRefreshTokens kept, HttpMessageInvoker http, TimeProvider time)
    {
        (_auth, _timeout, _secrets, _http, _time) = (source.Auth, source.Timeout, secrets, http, time);
        _sameOrigin = Uri.Compare(
            source.BaseUrl, _auth.TokenUrl, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
        _refresh = _auth.RefreshToken is { } configured ? new RefreshToken(name, configured, kept) : null;
    }

    /// <summary>The token to send, or what is to be said of the page instead.</summary>
    public async Task<(AccessToken? Token, PageAnswer? Instead)> Get(RequestValues values, CancellationToken cancellationToken)
    {
        if (Take() is { } token)
            return (token, null);
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited has a permit that may have ended meanwhile.
            return (null, HasToken ? new PageAnswer.Postponed("an access token was fetched", PermitUsed: false) : await Fetch(values, cancellationToken));
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <summary>The API took a token.</summary>
    public void Accepted()
    {
        lock (_gate)
            _refusedInRow = 0;
    }

    /// <summary>The API refused a token: another one is fetched, once. Null where that was done in vain.</summary>
    public PageAnswer? Refused(AccessToken token)
    {
        lock (_gate)
        {
            if (token != _token)
                return new PageAnswer.Broken("The API answered 401 to an access token that was replaced since", false);
            _token = null;
            return ++_refusedInRow > 1 ? null : new PageAnswer.Broken("The API answered 401: another access token is fetched", false);
        }
    }

    public void Dispose() => _fetching.Dispose();

    private bool HasToken
    {
        get
        {
            lock (_gate)
                return _token?.MayBeSent(_time) == true;
        }
    }

    private AccessToken? Take()
    {
        lock (_gate)
        {
            if (_token?.MayBeSent(_time) != true)
                return null;
            _token.Use();
            return _token;
        }
    }

    private async Task<PageAnswer> Fetch(RequestValues values, CancellationToken cancellationToken)
    {
        try
        {
            if (_refresh is null)
                return await Exchange(values, null, cancellationToken);

            // Not given up half way: the token that comes for this one may be the only one that is good from then on.
            var refresh = await _refresh.Current(values, cancellationToken);
            return await Exchange(values, refresh, CancellationToken.None);
        }
        catch (TxException away) when (away.Error == TxError.Unavailable)
        {
            return new PageAnswer.Broken($"The refresh token of this source can't be kept now: {away.Message}", false);
        }
    }

    private async Task<PageAnswer> Exchange(RequestValues values, string? refresh, CancellationToken cancellationToken)
    {
        var secret = _auth.ClientSecret is { } reference ? values.Read[reference] : null;
        var words = new ApiWords((values with { Tokens = refresh is null ? [] : [refresh] }).Secrets);
        using var request = TokenRequest.For(_auth, secret, refresh, _clientInBody, out var sent);
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var answered = false;
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            answered = true;
            using var body = await AnswerBody.Read(response.Content, MostBytes, either.Token);
            var answer = TokenAnswer.Read(body.Bytes);
            var status = (int)response.StatusCode;
            return status is >= 200 and < 300
                ? await Granted(answer, status, cancellationToken)
                : await NotGranted(answer, status, words.Of(body.Bytes.Span), secret, refresh, values, cancellationToken);
        }
        catch (Exception failure) when (SourceClient.IsOfTheNetwork(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var what = timeout.IsCancellationRequested ? $"gave no answer within {_timeout} (Timeout)" : $"failed: {words.Of(SourceClient.Innermost(failure))}";
            return new PageAnswer.Broken($"The request for an access token {what}", MayArriveLater: _sameOrigin && sent.Sent && !answered);
        }
    }

    private async Task<PageAnswer> Granted(TokenAnswer answer, int status, CancellationToken cancellationToken)
    {
        // Never quoted: what is not understood may hold a token all the same.
        if (answer.AccessToken is not { } text)
            return new PageAnswer.Broken($"The token endpoint answered {status} without an access_token of type bearer; is Auth:TokenUrl right?", false);
        if (answer.RefreshToken is { } rotated && _refresh is not null)
            await _refresh.Replace(rotated, cancellationToken);
        lock (_gate)
            _token = new AccessToken(text, _time.GetTimestamp(), answer.Lifetime);
        _fetchedBefore = true;
        return new PageAnswer.Postponed("an access token was fetched", _sameOrigin);
    }

    private async Task<PageAnswer> NotGranted(
        TokenAnswer answer, int status, string said, string? secret, string? refresh, RequestValues values, CancellationToken cancellationToken)
    {
        var message = $"The token endpoint answered {status}{(said.Length == 0 ? "" : $": {said}")}";
        if (status is 408 or 425 or 429 or >= 500)
            return _sameOrigin && status == 429 ? new PageAnswer.RateLimited(Certain: true, null, message) : new PageAnswer.Broken(message, false);
        if (!_fetchedBefore && !_clientInBody && secret is not null && answer.Error is null or "invalid_client" or "invalid_request")
        {
            _clientInBody = true;
            return new PageAnswer.Postponed("the token endpoint does not take the client's secret in the header; it is sent in the body", _sameOrigin);
        }

        if (refresh is not null && answer.Error == "invalid_grant" && await _refresh!.IsReplaced(refresh, values, cancellationToken))
            return new PageAnswer.Postponed("the refresh token was replaced meanwhile", _sameOrigin);
        _clientInBody &= _fetchedBefore;
        return _secrets.Changed(values)
            ? new PageAnswer.Broken($"{message}. A secret was renewed since: the next request has the new one", false)
            : new PageAnswer.Refused($"{message}. Are Auth:TokenUrl, ClientId, ClientSecret{(refresh is null ? "" : " and RefreshToken")} right?");
    }
}
