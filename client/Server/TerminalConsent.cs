using Orleans.Tx.Client.Output;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Client.Server;

/// <summary>How starting a store speaks with the person at the terminal.</summary>
internal static class TerminalConsent
{
    extension(Terminal terminal)
    {
        /// <summary>Whole sentences on standard error.</summary>
        public IProgress<string> Progress => new Lines(terminal.Error);

        /// <summary>May PostgreSQL be installed: <c>--yes</c> and CI say so beforehand, a person at a terminal is asked.</summary>
        public InstallConsent Consent(bool yes)
        {
            var agreed = yes || Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
            return new InstallConsent(agreed, terminal.ErrorIsTerminal && !Console.IsInputRedirected ? terminal.Ask : null);
        }

        private async ValueTask<bool> Ask(string question, CancellationToken cancellationToken)
        {
            await terminal.Error.WriteAsync($"{question} [y/N] ".AsMemory(), cancellationToken);
            var answer = await Console.In.ReadLineAsync(cancellationToken);
            return answer?.Trim() is ['y' or 'Y', ..];
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<string>
    {
        public void Report(string value) => error.WriteLine(value);
    }
}
