using System.Runtime.Versioning;

namespace Orleans.Tx.Silo.Tests.Server;

/// <summary>A folder that is gone after the test.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        var created = Directory.CreateTempSubdirectory("orleans-tx-test-");
        // others pass through, as they do where people work
        created.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        FullPath = created.FullName;
    }

    public string FullPath { get; }

    public string this[string name] => Path.Combine(FullPath, name);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
