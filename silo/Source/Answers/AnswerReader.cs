using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>Tells what an answer is: a page, a rejection for the rate limit, something broken, or a refusal.</summary>
internal sealed class AnswerReader(SourceOptions source, TimeProvider time)
{
    /// <summary>The most bytes of a page, decompressed.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    private const int MostBytesOfError = 64 * 1024;

    private readonly PageReader _pages = new(source);

    public async Task<PageAnswer> Read(HttpResponseMessage response, Week week, ApiWords words, CancellationToken cancellationToken)
    {
        var limits = RateLimitHeaders.Read(response, time.GetUtcNow());
        using var body = await AnswerBody.Read(response.Content, response.IsSuccessStatusCode ? MostBytes : MostBytesOfError, cancellationToken);
        return Read(response, body, limits, week, words) with { Budget = limits.Budget, Bytes = body.Bytes.Length };
    }

    private PageAnswer Read(HttpResponseMessage response, AnswerBody body, RateLimitFacts limits, Week week, ApiWords words)
    {
        if (response.IsSuccessStatusCode)
            return ReadPage(response, body, week, words);

        var status = (int)response.StatusCode;
        var said = $"The API answered {status}{Quoted(words.Of(body.Bytes.Span))}";
        if (status == 429)
            return new PageAnswer.RateLimited(Certain: true, limits.RetryAfter, said);
        if (source.Limit.RejectedStatus.Contains(status))
        {
            if (SaysLimited(body.Bytes.Span) is not { } limited)
                return new PageAnswer.Broken($"{said}; Limit:RejectedWhen takes too long to read this: simplify it", false);
            if (limited)
                return new PageAnswer.RateLimited(Certain: false, limits.RetryAfter, said);
        }

        return Failed(status, response, limits, said, words);
    }

    private PageAnswer ReadPage(HttpResponseMessage response, AnswerBody body, Week week, ApiWords words)
    {
        if (body.CutShort)
            return new PageAnswer.Refused($"The answer is larger than {MostBytes / 1024 / 1024} MB; ask for less with Paging:PageSize");
        if (response.StatusCode == HttpStatusCode.NoContent && source.Records.ItemsOptional)
            return PageReader.Empty;
        try
        {
            return _pages.Read(body.Bytes, week, words, PageOrigin.Of(response));
        }
        catch (JsonException unreadable)
        {
            var kind = response.Content.Headers.ContentType?.MediaType ?? "application/json";
            var what = kind == "application/json"
                ? $"what is no JSON at byte {unreadable.BytePositionInLine} of line {unreadable.LineNumber + 1}"
                : words.Of(kind);
            var said = $"The API answered {(int)response.StatusCode} with {what} instead of a page{Quoted(words.Of(body.Bytes.Span))}";
            return new PageAnswer.Broken(said, false);
        }
    }

    private static PageAnswer Failed(int status, HttpResponseMessage response, RateLimitFacts limits, string said, ApiWords words) => status switch
    {
        408 or 425 or >= 500 => new PageAnswer.Broken(said, false, limits.RetryAfter),
        < 400 => new PageAnswer.Refused(
            $"The API answered {status}{Elsewhere(response, words)}; redirects are not followed: set BaseUrl and Path to where it leads"),
        401 => new PageAnswer.Refused($"{said}. Is Auth right, and its secret still good?"),
        403 => new PageAnswer.Refused($"{said}. May the secret of Auth read this?"),
        404 => new PageAnswer.Refused($"{said}. Are BaseUrl and Path right?", MaybeNoSuchPage: true),
        400 or 410 or 416 or 422 => new PageAnswer.Refused($"{said}. Are Query and Paging what the API expects?", MaybeNoSuchPage: true),
        _ => new PageAnswer.Refused($"{said}. Are Query and Paging what the API expects?"),
    };

    /// <summary>Where a redirect leads, without parameters: those may repeat secrets.</summary>
    private static string Elsewhere(HttpResponseMessage response, ApiWords words) =>
        response.Headers.Location is { } location ? $" and leads to {words.Of(location.OriginalString.Split('?', '#')[0])}" : "";

    private static string Quoted(string words) => words.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $": {words}");

    /// <summary>Null where the expression didn't come to an end.</summary>
    private bool? SaysLimited(ReadOnlySpan<byte> body)
    {
        try
        {
            return source.Limit.RejectedWhen.IsMatch(Encoding.UTF8.GetString(body));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
