using System.Net;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Answers;
using Orleans.Tx.Silo.Source.Requests;
using Orleans.Tx.Silo.Source.Tokens;

namespace Orleans.Tx.Silo.Source;

/// <summary>One source's API.</summary>
internal sealed class SourceClient : IDisposable
{
    private readonly HttpMessageInvoker _http = new(SourceConnections.Open(), disposeHandler: true);
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly SourceSecrets _secrets;
    private readonly AccessTokens? _tokens;
    private readonly PageRequests _requests;
    private readonly AnswerReader _answers;

    public SourceClient(string name, SourceOptions source, IRefreshTokens refreshTokens, TimeProvider time)
    {
        (_timeout, _time) = (source.Timeout, time);
        _secrets = new SourceSecrets($"Sources:{name}", source);
        _tokens = source.Auth.Kind == AuthKind.OAuth2 ? new AccessTokens(name, source, _secrets, refreshTokens, _http, time) : null;
        _requests = new PageRequests(source);
        _answers = new AnswerReader(source, time);
    }

    public async Task<PageAnswer> Fetch(Week week, PageCursor page, CancellationToken cancellationToken)
    {
        var values = _secrets.Read();
        if (_tokens is null)
            return await Fetch(week, page, values, null, cancellationToken);
        var (token, instead) = await _tokens.Get(values, cancellationToken);
        return token is null ? instead! : await Fetch(week, page, values.With(token), token, cancellationToken);
    }

    public void Dispose()
    {
        _tokens?.Dispose();
        _http.Dispose();
    }

    private async Task<PageAnswer> Fetch(Week week, PageCursor page, RequestValues values, AccessToken? token, CancellationToken cancellationToken)
    {
        var words = new ApiWords(values.Secrets);
        using var request = _requests.For(week, page, values, out var sent);
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var answered = false;
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            answered = true;
            var answer = await _answers.Read(response, week, words, either.Token);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
                return token is null ? Unauthorized(answer, values) : _tokens!.Refused(token) ?? answer;
            _tokens?.Accepted();
            return answer;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && IsOfTheNetwork(failure))
        {
            var what = timeout.IsCancellationRequested
                ? $"No {(answered ? "whole answer" : "answer")} within {_timeout} (Timeout)"
                : $"The {(answered ? "answer broke off" : "request failed")}: {words.Of(Innermost(failure))}";
            return new PageAnswer.Broken(what, MayArriveLater: sent.Sent && !answered);
        }
        catch (Exception aborted) when (cancellationToken.IsCancellationRequested && IsOfTheNetwork(aborted))
        {
            throw new OperationCanceledException("The request was given up", aborted, cancellationToken);
        }
    }

    /// <summary>The secret may have been renewed since it was read.</summary>
    private PageAnswer Unauthorized(PageAnswer answer, RequestValues sent)
    {
        try
        {
            return _secrets.Changed(sent)
                ? new PageAnswer.Broken("The API answered 401 to a secret that was renewed since: the next request has the new one", false)
                : answer;
        }
        catch (TxException unreadable)
        {
            return new PageAnswer.Refused($"The API answered 401, and the secret can't be read again: {unreadable.Message}");
        }
    }

    /// <summary>What a connection that fails, closes early or is closed by a cancellation may throw.</summary>
    public static bool IsOfTheNetwork(Exception failure) =>
        failure is OperationCanceledException or HttpRequestException or IOException or InvalidDataException or ObjectDisposedException;

    public static string Innermost(Exception failure)
    {
        var message = failure.Message;
        for (var inner = failure.InnerException; inner is not null; inner = inner.InnerException)
            message = inner.Message;
        return message;
    }
}
