using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>What Debian's and Ubuntu's apt can give: to root by installing it, to others by downloading and unpacking.</summary>
internal sealed partial class AptPackages
{
    // Just-in-time compilation is off, and its compiler is larger than all the rest.
    private static readonly string[] NotNeeded = ["libllvm", "libpq-dev"];

    private readonly string _cache;
    private readonly IProgress<string>? _progress;
    private string[] _lists = [];
    private bool _updated;
    private string? _warning;

    private AptPackages(string cache, IProgress<string>? progress) => (_cache, _progress) = (cache, progress);

    /// <summary>Null where the system has no apt.</summary>
    public static AptPackages? Find(string cache, IProgress<string>? progress) => IsPresent ? new AptPackages(cache, progress) : null;

    private static bool IsPresent =>
        ExternalProgram.Find("apt-get") is not null && ExternalProgram.Find("apt-cache") is not null && ExternalProgram.Find("dpkg-deb") is not null;

    /// <summary>The newest server that apt offers, or just this version; null when it offers none that will do.</summary>
    public async Task<int?> FindServerAsync(int? major, CancellationToken cancellationToken)
    {
        if (await OfferedAsync(major, cancellationToken) is { } offered)
            return offered;
        await UpdateAsync(cancellationToken);
        return await OfferedAsync(major, cancellationToken);
    }

    /// <summary>Installs a package for everybody; root only.</summary>
    /// <exception cref="StoreException">apt could not (exit status 1).</exception>
    public Task InstallAsync(string package, CancellationToken cancellationToken) =>
        WithFreshListsAsync(() => AptAsync(["install", "--yes", "--no-install-recommends", package], folder: null, cancellationToken), cancellationToken);

    /// <summary>Unpacks packages, and the libraries they need that are not installed, into a tree of the cache.</summary>
    /// <exception cref="StoreException">apt could not, or the cache can't be written (exit status 1).</exception>
    public async Task UnpackAsync(string name, IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(_cache, $"{name}.{Environment.ProcessId}.new");
        try
        {
            Directory.CreateDirectory(draft);
            await UnpackIntoAsync(draft, packages, cancellationToken);
            var tree = Path.Combine(_cache, name);
            if (Directory.Exists(tree))
                Directory.Delete(tree, recursive: true);
            Directory.Move(draft, tree);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Failed($"{name} can't be unpacked in {_cache}: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    private async Task UnpackIntoAsync(string tree, IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        var downloads = Directory.CreateDirectory(Path.Combine(tree, "downloads")).FullName;
        IReadOnlyList<string> needed = [];
        await WithFreshListsAsync(
            async () =>
            {
                needed = Needed(await PlanAsync(packages, cancellationToken), packages);
                _progress?.Report($"Downloading {string.Join(", ", needed)}.");
                await AptAsync(["download", .. needed], downloads, cancellationToken);
            },
            cancellationToken);
        foreach (var package in Directory.EnumerateFiles(downloads, "*.deb"))
        {
            var unpacked = await ExternalProgram.RunAsync(ExternalProgram.Find("dpkg-deb")!, ["-x", package, tree], cancellationToken);
            if (!unpacked.Succeeded)
                throw StoreException.Failed($"{Path.GetFileName(package)} can't be unpacked in {tree}: {unpacked.Reason}");
        }
        Directory.Delete(downloads, recursive: true);
        PackageTree.Complete(tree, needed);
    }

    // An image is often shipped without the lists of packages, and old ones name versions that are gone.
    private async Task WithFreshListsAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (StoreException) when (!_updated)
        {
            await UpdateAsync(cancellationToken);
            try
            {
                await work();
            }
            catch (StoreException e) when (_warning is not null)
            {
                throw StoreException.Failed($"{e.Message} (apt-get update said: {_warning})", e);
            }
        }
    }

    /// <summary>What has to be downloaded, as apt names it: these packages, and of what they depend on the libraries that are not installed.</summary>
    /// <param name="plan">What apt says it would do to install them.</param>
    /// <param name="packages">The packages themselves.</param>
    internal static IReadOnlyList<string> Needed(string plan, IReadOnlyList<string> packages)
    {
        var missing = Planned().Matches(plan)
            .Select(line => (Name: line.Groups[1].Value, Version: line.Groups[2].Value))
            .ToDictionary(package => package.Name, package => $"{package.Name}={package.Version}", StringComparer.Ordinal);
        return
        [
            .. packages.Select(package => missing.GetValueOrDefault(package, package)),
            .. missing.Where(package => IsLibrary(package.Key) && !packages.Contains(package.Key)).Select(package => package.Value),
        ];
    }

    private static bool IsLibrary(string package) =>
        package.StartsWith("lib", StringComparison.Ordinal)
        && !package.EndsWith("-perl", StringComparison.Ordinal)
        && !NotNeeded.Any(prefix => package.StartsWith(prefix, StringComparison.Ordinal));

    private async Task<string> PlanAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        var start = Apt("apt-get", ["--simulate", "--no-install-recommends", "install", .. packages]);
        var answer = await ExternalProgram.RunAsync(start, cancellationToken);
        return answer.Succeeded ? answer.Output : throw StoreException.Failed($"apt can't give {string.Join(" and ", packages)}: {answer.Reason}");
    }

    private async Task<int?> OfferedAsync(int? major, CancellationToken cancellationToken)
    {
        var answer = await ExternalProgram.RunAsync(Apt("apt-cache", ["search", "--names-only", "^postgresql-[0-9]+$"]), cancellationToken);
        var offered = ServerPackage().Matches(answer.Output)
            .Select(name => int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            .Where(version => major is null ? version >= PostgresBinaries.OldestMajor : version == major)
            .ToList();
        return offered.Count > 0 ? offered.Max() : null;
    }

    private async Task UpdateAsync(CancellationToken cancellationToken)
    {
        _progress?.Report("Renewing apt's lists of packages.");
        if (UnixCalls.EffectiveUser != 0)
            UseOwnLists();
        // Sources that can't be reached are warnings to apt, and they may not be the ones that matter.
        var said = await AptAsync(["update"], folder: null, cancellationToken);
        _warning = said.Error.Split('\n').FirstOrDefault(line => line.StartsWith("W: ", StringComparison.Ordinal));
        _updated = true;
    }

    // Only root may renew the system's lists of packages; others keep their own, with the same signatures checked.
    private void UseOwnLists()
    {
        var lists = Directory.CreateDirectory(Path.Combine(_cache, "apt", "lists")).FullName;
        var archives = Directory.CreateDirectory(Path.Combine(_cache, "apt", "archives")).FullName;
        Directory.CreateDirectory(Path.Combine(lists, "partial"));
        Directory.CreateDirectory(Path.Combine(archives, "partial"));
        _lists = ["-o", $"Dir::State::lists={lists}", "-o", $"Dir::Cache={Path.GetDirectoryName(archives)}"];
    }

    private async Task<ProgramResult> AptAsync(IReadOnlyList<string> arguments, string? folder, CancellationToken cancellationToken)
    {
        var start = Apt("apt-get", arguments);
        start.WorkingDirectory = folder ?? "/";
        var answer = await ExternalProgram.RunAsync(start, cancellationToken);
        if (!answer.Succeeded)
            throw StoreException.Failed($"apt-get {string.Join(' ', arguments)} failed: {answer.Reason}");
        return answer;
    }

    private ProcessStartInfo Apt(string program, IEnumerable<string> arguments) =>
        new(ExternalProgram.Find(program)!, [.. _lists, .. arguments]) { Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } };

    [GeneratedRegex(@"^Inst (\S+) (?:\[\S+\] )?\((\S+) ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Planned();

    [GeneratedRegex(@"^postgresql-(\d{1,3}) ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServerPackage();
}
