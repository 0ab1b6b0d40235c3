using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Server;

namespace Orleans.Tx.Client.Running;

/// <summary>Says where everything is kept, when it is kept there for the first time.</summary>
internal sealed class FirstRun
{
    private readonly string? _folder;

    /// <summary>Looks before the store is made.</summary>
    /// <param name="connectionString">A database of the person's own, where one is configured.</param>
    public FirstRun(ServerChoice choice, string connectionString)
    {
        var made = string.IsNullOrEmpty(connectionString) && !(Directory.Exists(choice.Data) && Directory.EnumerateFileSystemEntries(choice.Data).Any());
        _folder = made ? Path.GetFullPath(choice.Data) : null;
    }

    /// <summary>Tells it once the store is there.</summary>
    public void Tell(Terminal terminal)
    {
        if (_folder is null)
            return;
        terminal.SayAside($"From now on all that lasts is in {_folder}: a PostgreSQL of its own, which runs only while tx does, readable for you alone and ignored by git.");
        terminal.SayAside("To have it elsewhere, move that folder while no tx runs and name it with --data, or set Storage:ConnectionString to your own PostgreSQL. tx backup DIR copies it. This is said only once.");
    }
}
