using System.Net;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Answers;
using Orleans.Tx.Silo.Source.Requests;

namespace Orleans.Tx.Silo.Source;

/// <summary>One source's API.</summary>
internal sealed class SourceClient(string name, SourceOptions source, TimeProvider time) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(SourceConnections.Open(), disposeHandler: true);
    private readonly SourceSecrets _secrets = new($"Sources:{name}", source);
    private readonly PageRequests _requests = new(source);
    private readonly AnswerReader _answers = new(source, time);

    public async Task<PageAnswer> Fetch(Week week, PageCursor page, CancellationToken cancellationToken)
    {
        var values = _secrets.Read();
        var words = new ApiWords(values.Secrets);
        using var request = _requests.For(week, page, values, out var sent);
        using var timeout = new CancellationTokenSource(source.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var answered = false;
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            answered = true;
            var answer = await _answers.Read(response, week, words, either.Token);
            return response.StatusCode == HttpStatusCode.Unauthorized ? Unauthorized(answer, values) : answer;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && IsOfTheNetwork(failure))
        {
            var what = timeout.IsCancellationRequested
                ? $"No {(answered ? "whole answer" : "answer")} within {source.Timeout} (Timeout)"
                : $"The {(answered ? "answer broke off" : "request failed")}: {words.Of(Innermost(failure))}";
            return new PageAnswer.Broken(what, MayArriveLater: sent.Sent && !answered);
        }
        catch (Exception aborted) when (cancellationToken.IsCancellationRequested && IsOfTheNetwork(aborted))
        {
            throw new OperationCanceledException("The request was given up", aborted, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

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
    private static bool IsOfTheNetwork(Exception failure) =>
        failure is OperationCanceledException or HttpRequestException or IOException or InvalidDataException or ObjectDisposedException;

    private static string Innermost(Exception failure)
    {
        var message = failure.Message;
        for (var inner = failure.InnerException; inner is not null; inner = inner.InnerException)
            message = inner.Message;
        return message;
    }
}
