using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client;

/// <summary>Runs one command line: parses it, invokes the command, and turns what goes wrong into a sentence and an exit status.</summary>
internal static class TxConsole
{
    // A word is taken as it is typed: no bundles of letters, and an id that starts with @ names no file.
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<ExitStatus> Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            var parse = TxCommands.Root(terminal).Parse(args, Parsing);
            UsageErrors.ThrowIfAny(parse);
            var status = (ExitStatus)await parse.InvokeAsync(Invocation(terminal), cancellation);
            await terminal.Out.FlushAsync(CancellationToken.None);
            return status;
        }
        catch (Exception thrown) when (Failure.Of(thrown, cancellation) is { } failure)
        {
            await terminal.Out.FlushAsync(CancellationToken.None);
            FailureText.Write(failure.Sentence, terminal);
            return failure.Status;
        }
    }

    private static InvocationConfiguration Invocation(Terminal terminal) => new()
    {
        Output = terminal.Out,
        Error = terminal.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };
}
