using System.Security.Cryptography;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Makes the cluster on first use: in another folder until it is whole, so that half of one is never taken for it.</summary>
internal sealed class ClusterFounding(ClusterHome home, PostgresBinaries binaries, NamelessAccount naming)
{
    /// <summary>The role that owns the cluster and all that is in it.</summary>
    public const string Role = "tx";

    /// <summary>What the settings of <see cref="ServerSettings"/> are kept in, within the cluster.</summary>
    public const string SettingsFile = "tx.conf";

    private const string WorkName = "postgres.new";

    // Not one name for all: an initdb whose program was killed goes on for a while, and clears its folder away at the end.
    private readonly string _work = Path.Combine(home.Folder, $"{WorkName}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    private string Draft => Path.Combine(_work, "cluster");

    /// <summary>Makes the cluster and its password.</summary>
    /// <param name="sync">Whether to wait until the disk has it; off only where losing it is no loss.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left behind.</param>
    /// <exception cref="StoreException">initdb failed (exit status 1).</exception>
    public async Task FoundAsync(bool sync, CancellationToken cancellationToken)
    {
        try
        {
            TryRemoveWork();
            UnixFiles.CreatePrivateFolder(_work);
            home.Account.Own(_work);
            UnixFiles.WriteSecret(home.PasswordFile, RandomNumberGenerator.GetHexString(64, lowercase: true) + "\n");
            home.Account.Own(home.PasswordFile);
            await InitializeAsync(sync, cancellationToken);
            await File.AppendAllTextAsync(Path.Combine(Draft, "postgresql.conf"), $"\ninclude_if_exists = '{SettingsFile}'\n", cancellationToken);
            Directory.Move(Draft, home.Cluster);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StartFailure.Explain($"The database can't be made in {home.Folder}", home.Folder, [e.Message], _work);
        }
        finally
        {
            TryRemoveWork();
        }
    }

    private async Task InitializeAsync(bool sync, CancellationToken cancellationToken)
    {
        List<string> arguments =
        [
            "-D", Draft, "--username", Role, "--pwfile", home.PasswordFile, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C", "--no-instructions",
        ];
        if (!sync)
            arguments.Add("--no-sync");
        if (Machine.Measure(home.Folder).IsShortOfSharedMemory)
            arguments.AddRange("-L", await ShareMemoryThroughFilesAsync(cancellationToken));
        var start = await naming.StartAsync(_work, binaries.InitDb, arguments, cancellationToken);
        ServerProcess.Prepare(start, binaries, home);
        var made = await ExternalProgram.RunAsync(start, cancellationToken);
        if (!made.Succeeded)
            throw StartFailure.Explain($"The database can't be made in {home.Folder}", home.Folder, Lines(made.Error), "what initdb said");
    }

    // initdb tries only whether shared memory can be had, not how much, and takes no word for it (from version 16 on it does).
    // But it takes the folder of its templates, which may have one that is changed.
    private async Task<string> ShareMemoryThroughFilesAsync(CancellationToken cancellationToken)
    {
        const string template = "postgresql.conf.sample";
        var share = await ShareFolderAsync(cancellationToken);
        var changed = Directory.CreateDirectory(Path.Combine(_work, "share")).FullName;
        foreach (var entry in Directory.EnumerateFileSystemEntries(share).Where(entry => Path.GetFileName(entry) != template))
            File.CreateSymbolicLink(Path.Combine(changed, Path.GetFileName(entry)), entry);
        var original = await File.ReadAllTextAsync(Path.Combine(share, template), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(changed, template), original + "\ndynamic_shared_memory_type = mmap\n", cancellationToken);
        home.Account.Own(changed);
        home.Account.Own(Path.Combine(changed, template));
        return changed;
    }

    private async Task<string> ShareFolderAsync(CancellationToken cancellationToken)
    {
        const string key = "share_path=";
        var start = await naming.StartAsync(_work, binaries.InitDb, ["--show", "-D", Draft, "--username", Role], cancellationToken);
        ServerProcess.Prepare(start, binaries, home);
        var shown = await ExternalProgram.RunAsync(start, cancellationToken);
        return Lines(shown.Output + "\n" + shown.Error).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..]
            ?? throw StoreException.Failed($"{binaries.InitDb} does not tell where its templates are: {shown.Reason}");
    }

    private void RemoveWork()
    {
        foreach (var folder in Directory.GetDirectories(home.Folder, WorkName + "*"))
            Directory.Delete(folder, recursive: true);
    }

    private void TryRemoveWork()
    {
        try
        {
            RemoveWork();
        }
        catch (IOException)
        {
            // an initdb that was killed, or whose program was, may still be ending; the next founding begins by removing its folder
        }
    }

    private static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(20).ToArray();
}
