using System.Collections.Immutable;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Makes of a page's answer what a person wants to know of it.</summary>
public static class SourceChecks
{
    private const int MostShown = 3;
    private const int LongestShown = 2000;

    public static SourceCheck Of(string source, Week week, PageAnswer answer) => answer switch
    {
        PageAnswer.Fetched page => Of(source, week, page),
        PageAnswer.RateLimited limited => Failed(source, week, CheckOutcome.RateLimited, limited.Message, "wait, and check again; is Limit what the API allows?"),
        PageAnswer.Broken broken => Failed(source, week, CheckOutcome.Broken, broken.Message, "check again; are BaseUrl, Path and Timeout right?"),
        PageAnswer.Refused refused => Failed(source, week, CheckOutcome.Refused, refused.Message),
        PageAnswer.Postponed postponed => Failed(source, week, CheckOutcome.Broken, postponed.Message, "check again"),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "no answer that is known"),
    };

    private static SourceCheck Of(string source, Week week, PageAnswer.Fetched page)
    {
        var facts = page.Facts;
        return new SourceCheck(
            source, week.ToString(), CheckOutcome.Page, null, facts.Items, page.Records.Count, page.Outside, page.Filtered, page.SetAside.Count,
            facts.TotalPages, facts.Total, facts.HasMore, facts.Next,
            [.. page.Records.Take(MostShown).Select(row => new CheckedRow(
                row.Id, row.Customer, row.OccurredAt, row.Amount.ToString(), row.Currency.Code, row.Extra is { } extra ? Shortened(extra) : null))],
            [.. page.SetAside.Take(MostShown).Select(record => new CheckedReject(record.Place, record.Reason, Shortened(record.Raw)))],
            [.. Advice(page)]);
    }

    private static IEnumerable<string> Advice(PageAnswer.Fetched page)
    {
        foreach (var reason in page.SetAside.CountBy(record => record.Reason).OrderByDescending(reason => reason.Value))
        {
            var key = SetAsideAdvice.KeyOf(reason.Key);
            yield return key is null
                ? $"{reason.Value} of {page.Facts.Items} records would be set aside: {reason.Key}"
                : $"{reason.Value} of {page.Facts.Items} records would be set aside: {reason.Key}; look at {key}";
        }

        if (page.Facts.Items == 0)
            yield return "the page is empty: are there records in this week? If so, look at Query, TimeFormat and Records:Items, or check another week with --week";
        else if (page.Outside == page.Facts.Items)
            yield return "every record lies outside the week: does the API heed Query and TimeFormat, and is Zone or Records:OccurredAtFormat right?";
        else if (page.Outside > 0)
            yield return $"{page.Outside} records lie outside the week and are left to their own: is Zone right, or does the API include the end ({{last}} in Query)?";
        if (page.Facts.Items > 0 && page.Filtered == page.Facts.Items)
            yield return "no record counts: look at Records:Where";
        if (page.Records.Count > 0 && page.Records.All(row => row.Currency.Code is null))
            yield return "no record names a currency: set Records:Currency or DefaultCurrency, if you want one";
        if (page.Records.Count > 1 && page.Records.Select(row => row.Id).Distinct(StringComparer.Ordinal).Count() < page.Records.Count)
            yield return "ids come more than once in the page: is Records:Id what names a record?";
    }

    private static SourceCheck Failed(string source, Week week, CheckOutcome outcome, string message, params ImmutableArray<string> advice) =>
        new(source, week.ToString(), outcome, message, 0, 0, 0, 0, 0, null, null, null, null, [], [], advice);

    private static string Shortened(string text) =>
        text.Length <= LongestShown ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)}…";
}
