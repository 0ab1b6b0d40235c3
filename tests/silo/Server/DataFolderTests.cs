using System.Runtime.Versioning;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Tests.Server;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void New_folder_is_for_its_owner_only_and_ignored_by_git()
    {
        var folder = DataFolder.Create(_temporary["data"]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.FullPath));
        Assert.Equal("*\n", File.ReadAllText(_temporary["data/.gitignore"]));
    }

    [Fact]
    public void File_instead_of_a_folder_is_refused_by_name()
    {
        File.WriteAllText(_temporary["data"], "");

        var refusal = Assert.Throws<StoreException>(() => DataFolder.Create(_temporary["data"]));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Equal($"--data {_temporary["data"]} is a file: name a folder.", refusal.Message);
    }

    [Fact]
    public void Folder_below_a_file_is_refused()
    {
        File.WriteAllText(_temporary["file"], "");

        var refusal = Assert.Throws<StoreException>(() => DataFolder.Create(_temporary["file/data"]));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains("can't be created or written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_that_may_not_be_written_is_refused()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may write anywhere.");
        Directory.CreateDirectory(_temporary["closed"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var refusal = Assert.Throws<StoreException>(() => DataFolder.Create(_temporary["closed/data"]));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains("can't be created or written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_of_others_files_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(_temporary["home"]);
        File.WriteAllText(_temporary["home/letter"], "");
        var mode = File.GetUnixFileMode(_temporary["home"]);

        var refusal = Assert.Throws<StoreException>(() => DataFolder.Create(_temporary["home"]));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Equal([_temporary["home/letter"]], Directory.EnumerateFileSystemEntries(_temporary["home"]));
        Assert.Equal(mode, File.GetUnixFileMode(_temporary["home"]));
    }

    [Fact]
    public void Opening_a_folder_without_a_store_creates_nothing()
    {
        var refusal = Assert.Throws<StoreException>(() => DataFolder.Open(_temporary["data"]));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains(_temporary["data"], refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_temporary["data"]));
    }
}
