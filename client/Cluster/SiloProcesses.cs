using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Client.Cluster;

/// <summary>The silos of a cluster on this machine.</summary>
internal sealed class SiloProcesses : IAsyncDisposable
{
    public const int Most = 16;

    private readonly List<SiloProcess> _silos = [];
    private readonly HttpClient _http = new();

    private SiloProcesses()
    {
    }

    /// <summary>How many silos, as an option gives it.</summary>
    /// <exception cref="FormatException">The text is none; the message says what is allowed.</exception>
    public static int? ParseCount(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= Most
        ? count
        : throw new FormatException($"'{text}' is no number of silos; allowed: 1 to {Most}");

    /// <summary>Starts them on a database and waits until all of them answer.</summary>
    /// <param name="store">The database, which they share.</param>
    /// <param name="configuration">The configuration file; null for none.</param>
    /// <exception cref="Running.WorkException">One ended before it answered.</exception>
    public static async Task<SiloProcesses> Start(int count, TxStore store, string? configuration, Terminal terminal, CancellationToken cancellationToken)
    {
        var processes = new SiloProcesses();
        try
        {
            var file = configuration is null ? null : Path.GetFullPath(configuration);
            foreach (var place in SiloPlace.Free(count))
                processes._silos.Add(new SiloProcess(place, store.ConnectionString, file, terminal.Time, terminal.Error.WriteLine));
            await processes.Ready(cancellationToken);
            foreach (var silo in processes._silos)
                silo.KeepRunning();
            return processes;
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until all of them answer.</summary>
    public Task Ready(CancellationToken cancellationToken) => Task.WhenAll(_silos.Select(silo => silo.Ready(_http, cancellationToken)));

    /// <summary>Ends one as a fault would; it is started again.</summary>
    /// <param name="place">Which one, from 0; after the last comes the first.</param>
    public Task Kill(int place, CancellationToken cancellationToken) => _silos[place % _silos.Count].Kill(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_silos.Select(silo => silo.DisposeAsync().AsTask()));
        _http.Dispose();
    }
}
