using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>An API to pull from. The defaults suit an API of numbered pages; only <see cref="BaseUrl"/> has none.</summary>
public sealed class SourceOptions
{
    /// <summary>The API's address, without query. Required.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>What follows the address. May hold placeholders.</summary>
    public string Path { get; init; } = "";

    public RequestMethod Method { get; init; } = RequestMethod.Get;

    /// <summary>
    /// Parameters, each once or several times. Values may hold placeholders: <c>{from}</c> and <c>{to}</c>, the week's start and its
    /// excluded end; <c>{last}</c>, its last instant or day; <c>{page}</c>, <c>{offset}</c>, <c>{size}</c>, <c>{cursor}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Query { get; init; } =
        new Dictionary<string, IReadOnlyList<string>> { ["from"] = ["{from}"], ["to"] = ["{to}"] };

    /// <summary>The JSON body of a POST. Values may hold placeholders.</summary>
    public BodyTemplate? Body { get; init; }

    /// <summary>How placeholders write times.</summary>
    public TimeFormat TimeFormat { get; init; } = TimeFormat.Iso;

    /// <summary>The zone in which weeks are cut, placeholders are written and zone-less times are read.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The first week that the source has; null where that is not known.</summary>
    public Week? Since { get; init; }

    public AuthOptions Auth { get; init; } = new();

    /// <summary>Further headers of every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public PagingOptions Paging { get; init; } = new();

    public RecordOptions Records { get; init; } = new();

    public LimitOptions Limit { get; init; } = new();

    /// <summary>How long a request may take, its body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public ScheduleOptions Schedule { get; init; } = new();
}
