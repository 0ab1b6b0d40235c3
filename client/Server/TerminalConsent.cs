using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Client.Server;

/// <summary>How starting a store speaks with the person at the terminal.</summary>
internal static class TerminalConsent
{
    extension(Terminal terminal)
    {
        /// <summary>Whole sentences on standard error.</summary>
        public IProgress<string> Progress => new Lines(terminal);

        /// <summary>May PostgreSQL be installed: <c>--yes</c> and CI say so beforehand, a person at a terminal is asked.</summary>
        public InstallConsent Consent(bool yes)
        {
            var agreed = yes || Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
            return new InstallConsent(agreed, terminal.HasPerson ? terminal.Ask : null);
        }

        /// <summary>Has a person confirm what can't be undone.</summary>
        /// <param name="yes">It was, on the command line.</param>
        /// <exception cref="UsageException">There is nobody to ask: a pipe, or CI.</exception>
        /// <exception cref="WorkException">The person said no.</exception>
        public async Task Confirm(bool yes, string question, CancellationToken cancellationToken)
        {
            if (yes)
                return;
            if (!terminal.HasPerson || Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
                throw new UsageException("this can't be undone, and there is nobody to ask: say --yes to go ahead");
            if (!await terminal.Ask(question, cancellationToken))
                throw new WorkException("nothing was changed");
        }

        private bool HasPerson => terminal.ErrorIsTerminal && !Console.IsInputRedirected;

        private async ValueTask<bool> Ask(string question, CancellationToken cancellationToken)
        {
            await terminal.Error.WriteAsync($"{question} [y/N] ".AsMemory(), cancellationToken);
            var answer = await Console.In.ReadLineAsync(cancellationToken);
            return answer?.Trim() is ['y' or 'Y', ..];
        }
    }

    private sealed class Lines(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.SayAside(value);
    }
}
