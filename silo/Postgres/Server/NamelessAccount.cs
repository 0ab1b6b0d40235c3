using System.Diagnostics;
using System.Globalization;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>
/// initdb, alone of the server's programs, insists on a name for the user id it runs as, and a container may run under an id that has none.
/// Remedies, the least first: libnss_wrapper where it is installed, a user namespace in which the id has a name, libnss_wrapper from apt.
/// </summary>
internal sealed class NamelessAccount(ServerAccount account, string cache, AptPackages? packages)
{
    private const string Library = "libnss_wrapper.so";
    private const string Package = "libnss-wrapper";
    private static readonly string[] NamedId = ["--user", "--map-user=1", "--map-group=1"];

    /// <summary>The start of initdb, under a name.</summary>
    /// <param name="work">A folder to leave files in for as long as it runs.</param>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends the search for a remedy.</param>
    /// <exception cref="StoreException">None of the remedies is at hand (exit status 2).</exception>
    public async Task<ProcessStartInfo> StartAsync(string work, string file, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (account.Name is not null)
            return account.Start(file, arguments);
        if (FindLibrary() is { } library)
            return Wrapped(library, work, file, arguments);
        if (ExternalProgram.Find("unshare") is { } unshare && await NamesAsync(unshare, cancellationToken))
            return account.Start(unshare, [.. NamedId, file, .. arguments]);
        if (packages is not null)
        {
            await packages.UnpackAsync(Package, [Package], cancellationToken);
            if (FindLibrary() is { } unpacked)
                return Wrapped(unpacked, work, file, arguments);
        }
        throw StoreException.Misconfigured(
            $"The user id {account.User} has no name, which PostgreSQL's initdb insists on: give it a line in /etc/passwd, or install {Package} (nss_wrapper).");
    }

    private async Task<bool> NamesAsync(string unshare, CancellationToken cancellationToken)
    {
        var answer = await ExternalProgram.RunAsync(account.Start(unshare, [.. NamedId, "id", "-un"]), cancellationToken);
        return answer.Succeeded;
    }

    private ProcessStartInfo Wrapped(string library, string work, string file, IEnumerable<string> arguments)
    {
        var user = account.User.ToString(CultureInfo.InvariantCulture);
        var group = account.Group.ToString(CultureInfo.InvariantCulture);
        var start = account.Start(file, arguments);
        start.Environment["LD_PRELOAD"] = library;
        start.Environment["NSS_WRAPPER_PASSWD"] = Write(work, "passwd", $"tx:x:{user}:{group}:tx:/:/bin/sh\n");
        start.Environment["NSS_WRAPPER_GROUP"] = Write(work, "group", $"tx:x:{group}:\n");
        return start;
    }

    private string Write(string work, string name, string line)
    {
        var path = Path.Combine(work, name);
        File.WriteAllText(path, line);
        account.Own(path);
        return path;
    }

    private string? FindLibrary() =>
        new[] { "/usr/lib", "/usr/lib64", "/usr/local/lib" }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder, "*-linux-gnu*").Prepend(folder))
            .Select(folder => Path.Combine(folder, Library))
            .FirstOrDefault(File.Exists)
        ?? PackageTree.FindLibrary(cache, Library);
}
