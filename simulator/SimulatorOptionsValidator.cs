using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator;

/// <summary>Says of each option that is wrong its name, its value and what is allowed.</summary>
public sealed class SimulatorOptionsValidator : IValidateOptions<SimulatorOptions>
{
    private const int LastPort = 65_535;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, SimulatorOptions options)
    {
        var failures = new List<string>();
        Check(options.Port is >= 0 and <= LastPort, nameof(options.Port), options.Port, "0 (any free one) to 65535");
        Check(options.AdminPort is >= 0 and <= LastPort, nameof(options.AdminPort), options.AdminPort, "0 (any free one) to 65535");
        Check(
            options.AdminPort == 0 || options.AdminPort != options.Port,
            nameof(options.AdminPort), options.AdminPort, "another port than the API's");
        Check(options.Rows is >= 1 and <= SeededLog.MostRows, nameof(options.Rows), options.Rows, $"1 to {SeededLog.MostRows}");
        Check(IsoWeek.TryParse(options.Since, out _), nameof(options.Since), options.Since, "an ISO week such as 2026-W01");
        Check(options.Weeks is null or >= 1, nameof(options.Weeks), options.Weeks, "1 or more, or none for an endless log");
        Check(
            options.Currencies.Count > 0 && options.Currencies.All(IsCurrency),
            nameof(options.Currencies), string.Join(',', options.Currencies), "codes of three capital letters, at least one");
        Check(
            options.File is null || File.Exists(options.File), nameof(options.File), options.File, "an order file that exists");
        Check(options.LateShare is >= 0 and <= 0.5, nameof(options.LateShare), options.LateShare, "a share from 0 to 0.5");
        Check(options.Requests >= 1, nameof(options.Requests), options.Requests, "1 or more");
        Check(options.Window > TimeSpan.Zero, nameof(options.Window), options.Window, "more than no time");
        Check(Enum.IsDefined(options.Capacity), nameof(options.Capacity), options.Capacity, "Constant, Steps, Wave or Flap");
        Check(options.RejectedStatus is 400 or 429, nameof(options.RejectedStatus), options.RejectedStatus, "400 or 429");
        Check(options.LatencyMin >= TimeSpan.Zero, nameof(options.LatencyMin), options.LatencyMin, "no time or more");
        Check(
            options.LatencyMax >= options.LatencyMin && options.LatencyMax <= TimeSpan.FromHours(1),
            nameof(options.LatencyMax), options.LatencyMax, "LatencyMin to one hour");
        failures.AddRange(Failures(options.Faults).Select(static failure => $"{nameof(options.Faults)}.{failure}"));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool allowed, string option, object? value, string what)
        {
            if (!allowed)
                failures.Add(Failure(option, value, what));
        }
    }

    /// <summary>The same for the faults alone, which may be changed at run time.</summary>
    internal static IEnumerable<string> Failures(FaultOptions faults)
    {
        (string Name, double Share)[] shares =
        [
            (nameof(faults.ServerErrors), faults.ServerErrors),
            (nameof(faults.CutBodies), faults.CutBodies),
            (nameof(faults.SlowAnswers), faults.SlowAnswers),
            (nameof(faults.Hangs), faults.Hangs),
            (nameof(faults.MalformedRecords), faults.MalformedRecords),
            (nameof(faults.ShiftedPages), faults.ShiftedPages),
            (nameof(faults.HtmlAnswers), faults.HtmlAnswers),
        ];
        foreach (var (name, share) in shares)
        {
            if (share is not (>= 0 and <= 1))
                yield return Failure(name, share, "a share from 0 to 1");
        }

        if (faults.SlowFor < TimeSpan.Zero || faults.SlowFor > TimeSpan.FromHours(1))
            yield return Failure(nameof(faults.SlowFor), faults.SlowFor, "no time to one hour");
    }

    private static bool IsCurrency(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper);

    private static string Failure(string option, object? value, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{option} is {value ?? "empty"}; allowed: {what}");
}
