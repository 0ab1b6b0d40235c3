namespace Orleans.Tx.Client.Running;

/// <summary>Where the list of commands has a command.</summary>
internal enum CommandGroup
{
    Begin,
    Pull,
    Ask,
    Files,
    Operate,
    Develop,
}
