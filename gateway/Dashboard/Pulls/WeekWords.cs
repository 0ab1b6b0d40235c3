using Orleans.Tx.Gateway.Dashboard.Figures;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard.Pulls;

/// <summary>What is said of a week to a person.</summary>
internal static class WeekWords
{
    private const string Permit = "waiting for a permit";

    extension(WeekStatus week)
    {
        /// <summary>It is on the list of what goes on or stands still, rather than of what is done.</summary>
        public bool IsOpen => week.Status is not (WeekState.Complete or WeekState.Pulled);

        /// <summary>It goes on by itself.</summary>
        public bool Goes => week.Status is WeekState.Queued or WeekState.Pulling or WeekState.Waiting;

        public string State => week.Status switch
        {
            WeekState.Waiting when week.Message == Permit => "Waiting for the limit",
            WeekState.Pulled => "Not final",
            var other => other.ToString(),
        };

        /// <summary>The kind of a badge: for the colour that goes with the words.</summary>
        public string Kind => week.Status switch
        {
            WeekState.Pulling => "busy",
            WeekState.Waiting => week.Message == Permit ? "busy" : "warn",
            WeekState.Failed => "bad",
            WeekState.Pulled => "warn",
            WeekState.Complete => "good",
            _ => "",
        };

        /// <summary>What it waits for, or why it is not final; null for nothing to say.</summary>
        public string? Says => week.Message is { Length: > 0 } message && message != Permit ? Sentence(message) : null;

        /// <summary>What a person can do about it; null where nothing needs to be done.</summary>
        public string? Advice => week.Status switch
        {
            WeekState.Failed => "Mend that, then retry: it goes on where it stopped, and what is stored stays.",
            WeekState.Pulled when week.Leaving > 0 => "Let these rows go if that is right; until then they count.",
            WeekState.Paused => "Resume goes on where it stopped.",
            WeekState.Waiting when week.Message is not (null or Permit) => "Nothing needs to be done: it is tried again by itself.",
            _ => null,
        };

        /// <summary>How much of it is stored, from 0 to 1; null where the API does not tell how many pages there are.</summary>
        public double? Share => week.Pages is > 0 and var pages ? Math.Min(1, (double)week.Page / pages) : null;

        public string PagesInWords => week.Pages is { } pages
            ? $"page {Amount.Count(week.Page)} of {Amount.Count(pages)}"
            : Written.Several(week.Page, "page");
    }

    private static string Sentence(string message) => $"{char.ToUpperInvariant(message[0])}{message[1..]}{(message[^1] is '.' or '?' or '!' ? "" : ".")}";
}
