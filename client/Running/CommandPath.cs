using System.CommandLine;

namespace Orleans.Tx.Client.Running;

/// <summary>A command's name with those of the commands that it belongs to, as one types it.</summary>
internal static class CommandPath
{
    public static string Of(Command command) => string.Join(' ', Names(command).Reverse().Prepend("tx"));

    private static IEnumerable<string> Names(Command command)
    {
        for (Command? at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault())
            yield return at.Name;
    }
}
