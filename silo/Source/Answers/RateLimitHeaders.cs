using System.Net.Http.Headers;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>
/// Reads what answers, accepted or refused, tell of the limit: <c>Retry-After</c>, <c>RateLimit</c>, <c>RateLimit-Remaining</c> and
/// <c>-Reset</c>, and the same with <c>X-</c>. How many are allowed in all is not heeded: nobody tells in which window.
/// </summary>
internal static class RateLimitHeaders
{
    private static readonly string[] Families = ["RateLimit", "X-RateLimit", "X-Rate-Limit"];

    public static RateLimitFacts Read(HttpResponseMessage response, DateTimeOffset now)
    {
        // A server's dates are by its own clock.
        var here = response.Headers.Date ?? now;
        List<ToldQuota> quotas = [.. StructuredQuotas.Of(response.Headers), .. Families.Select(family => PlainQuota(response.Headers, family, here))];
        var wait = RetryAfter(response.Headers, here) ?? Refusing(quotas);
        return new RateLimitFacts(wait > TimeSpan.Zero ? wait : null, Tightest(quotas));
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset here)
    {
        var wait = headers.RetryAfter is { } retry
            ? retry.Delta ?? (retry.Date - here)
            : Values(headers, "Retry-After").Select(HeaderNumber.Seconds).Max();
        return wait < HeaderNumber.Longest ? wait : wait is null ? null : HeaderNumber.Longest;
    }

    // A quota of which something is left was not the reason.
    private static TimeSpan? Refusing(IEnumerable<ToldQuota> quotas) =>
        quotas.Where(quota => quota.Remaining is null or 0).Max(quota => quota.Reset);

    private static SourceBudget? Tightest(IEnumerable<ToldQuota> quotas) => quotas
        .Where(quota => quota.Remaining is not null && quota.Reset > TimeSpan.Zero)
        .OrderBy(quota => quota.Remaining).ThenByDescending(quota => quota.Reset)
        .Select(quota => (SourceBudget?)new SourceBudget(quota.Remaining!.Value, quota.Reset!.Value))
        .FirstOrDefault();

    private static ToldQuota PlainQuota(HttpResponseHeaders headers, string family, DateTimeOffset here) => new(
        Values(headers, $"{family}-Remaining").Select(HeaderNumber.Count).Min(),
        Values(headers, $"{family}-Reset").Select(text => HeaderNumber.SecondsOrInstant(text, here)).Max());

    // Several of one name may come as one, with commas.
    private static IEnumerable<string> Values(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.SelectMany(value => value.Split(',')).Select(value => value.Trim()) : [];
}
