using System.Diagnostics;
using System.Globalization;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Whom the server's programs run as: PostgreSQL refuses root.</summary>
/// <param name="User">The user id, never 0.</param>
/// <param name="Group">The group id.</param>
/// <param name="Name">The user's name; null for an id that the system has no name for, as in many a container.</param>
/// <param name="IsOther">Whether this is another user than the caller, who then is root.</param>
internal sealed record ServerAccount(uint User, uint Group, string? Name, bool IsOther)
{
    /// <summary>The user of the server for a cluster in this folder.</summary>
    /// <param name="folder">Whoever owns it, other than root, goes on owning it.</param>
    /// <param name="hasCluster">Whether a cluster is there; a new one is not made under an id without a name if there is a choice.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">As root: there is no other user (exit status 2).</exception>
    public static async Task<ServerAccount> DecideAsync(string folder, bool hasCluster, CancellationToken cancellationToken)
    {
        if (UnixCalls.EffectiveUser is var user and not 0)
            return new ServerAccount(user, UnixCalls.EffectiveGroup, await NameAsync(user, cancellationToken), IsOther: false);
        if (await OwnerAsync(folder, cancellationToken) is { User: not 0 } owner && (hasCluster || owner.Name is not null))
            return owner;
        return await FindAsync("postgres", cancellationToken)
            ?? await FindAsync("nobody", cancellationToken)
            ?? throw StoreException.Misconfigured("PostgreSQL does not run as root and there is neither a user postgres nor nobody: run this as another user.");
    }

    /// <summary>How a program is started as this user.</summary>
    /// <exception cref="StoreException">The system has no program that changes the user (exit status 2).</exception>
    public ProcessStartInfo Start(string file, params IEnumerable<string> arguments)
    {
        if (!IsOther)
            return new ProcessStartInfo(file, arguments);
        if (ExternalProgram.Find("setpriv") is { } setpriv)
        {
            string[] change = [$"--reuid={User}", $"--regid={Group}", Name is null ? "--clear-groups" : "--init-groups"];
            return new ProcessStartInfo(setpriv, [.. change, file, .. arguments]);
        }
        if (Name is not null && ExternalProgram.Find("runuser") is { } runuser)
            return new ProcessStartInfo(runuser, ["-u", Name, "--", file, .. arguments]);
        throw StoreException.Misconfigured("PostgreSQL does not run as root and neither setpriv nor runuser is there to change the user: run this as another user.");
    }

    /// <summary>Hands a file or folder to this user.</summary>
    public void Own(string path)
    {
        if (IsOther)
            UnixCalls.ChangeOwner(path, User, Group);
    }

    private static async Task<ServerAccount> OwnerAsync(string folder, CancellationToken cancellationToken)
    {
        var answer = await ExternalProgram.RunAsync(Tool("stat"), ["-c", "%u %g", folder], cancellationToken);
        if (!answer.Succeeded)
            throw StoreException.Failed($"The owner of {folder} can't be told: {answer.Reason}");
        var ids = answer.Output.Split(' ', StringSplitOptions.TrimEntries);
        var user = Number(ids[0]);
        return new ServerAccount(user, Number(ids[1]), await NameAsync(user, cancellationToken), IsOther: true);
    }

    private static async Task<ServerAccount?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var user = await ExternalProgram.RunAsync(Tool("id"), ["-u", name], cancellationToken);
        var group = await ExternalProgram.RunAsync(Tool("id"), ["-g", name], cancellationToken);
        return user.Succeeded && group.Succeeded ? new ServerAccount(Number(user.Output), Number(group.Output), name, IsOther: true) : null;
    }

    private static async Task<string?> NameAsync(uint user, CancellationToken cancellationToken)
    {
        var answer = await ExternalProgram.RunAsync(Tool("id"), ["-un", user.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        return answer.Succeeded ? answer.Output.Trim() : null;
    }

    private static string Tool(string name) =>
        ExternalProgram.Find(name) ?? throw StoreException.Failed($"The system has no program {name}.");

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
