namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of a source.</summary>
internal static class SourceRules
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);

    public static void Check(string key, SourceOptions source, ConfigurationErrors errors)
    {
        errors.Require(source.BaseUrl is not null, $"{key}:BaseUrl",
            "is missing; allowed: an absolute http or https URL such as https://api.example.com");
        errors.Require(source.Path.IndexOfAny(['?', '#']) < 0, $"{key}:Path", "holds ? or #; parameters belong in Query");
        errors.Require(source.Timeout > TimeSpan.Zero && source.Timeout <= LongestTimeout, $"{key}:Timeout",
            $"is {source.Timeout}; allowed: more than 0 and at most {LongestTimeout}");
        errors.Require(source.Method == RequestMethod.Post || source.Body is null, $"{key}:Body", "is sent only with Method Post");

        AuthRules.Check(key, source, errors);
        RequestRules.Check(key, source, errors);
        PagingRules.Check(key, source, errors);
        RecordRules.Check($"{key}:Records", source.Records, errors);
        Check($"{key}:Limit", source.Limit, errors);
        Check($"{key}:Schedule", source.Schedule, errors);
    }

    private static void Check(string key, LimitOptions limit, ConfigurationErrors errors)
    {
        Range(errors, $"{key}:Requests", limit.Requests, 1, 1_000_000);
        Range(errors, $"{key}:InFlight", limit.InFlight, 1, 1000);
        Range(errors, $"{key}:Weeks", limit.Weeks, 1, 100);
        errors.Require(limit.Window > TimeSpan.Zero && limit.Window <= LongestWindow, $"{key}:Window",
            $"is {limit.Window}; allowed: more than 0 and at most {LongestWindow}");
        foreach (var status in limit.RejectedStatus)
            Range(errors, $"{key}:RejectedStatus", status, 400, 599);
    }

    private static void Check(string key, ScheduleOptions schedule, ConfigurationErrors errors)
    {
        Range(errors, $"{key}:Lookback", schedule.Lookback, 0, 520);
        errors.Require(schedule.Settle >= TimeSpan.Zero && schedule.Settle <= LongestWindow, $"{key}:Settle",
            $"is {schedule.Settle}; allowed: 0 to {LongestWindow}");
        errors.Require(schedule.MostRemoved is >= 0 and <= 1, $"{key}:MostRemoved",
            $"is {schedule.MostRemoved}; allowed: a share from 0 to 1");
    }

    public static void Range(ConfigurationErrors errors, string key, int value, int least, int most) =>
        errors.Require(value >= least && value <= most, key, $"is {value}; allowed: {least} to {most}");
}
