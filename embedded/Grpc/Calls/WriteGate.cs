using System.IO.Pipelines;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Lets one message through at a time, and none once the call has been answered.</summary>
internal sealed class WriteGate
{
    private const int Free = 0;
    private const int Taken = 1;
    private const int Shut = 2;

    private int _state;

    /// <exception cref="InvalidOperationException">A message is under way.</exception>
    /// <exception cref="OperationCanceledException">The call has been answered: its deadline has passed.</exception>
    public Turn Enter() => Interlocked.CompareExchange(ref _state, Taken, Free) switch
    {
        Free => new Turn(this),
        Shut => throw new OperationCanceledException("The deadline has passed: the call has been answered."),
        _ => throw new InvalidOperationException("A message is under way: await it before the next is written."),
    };

    /// <summary>From now on nothing passes; false where something is under way.</summary>
    public bool TryShut() => Interlocked.CompareExchange(ref _state, Shut, Free) == Free;

    /// <summary>Someone's turn to write, until disposed.</summary>
    public readonly struct Turn(WriteGate? gate) : IDisposable
    {
        /// <summary>Ends the turn when the connection has taken what was written.</summary>
        public async Task Until(ValueTask<FlushResult> flush)
        {
            try
            {
                if ((await flush).IsCompleted)
                    throw new OperationCanceledException("The caller has gone.");
            }
            finally
            {
                Dispose();
            }
        }

        public void Dispose()
        {
            if (gate is not null)
                Interlocked.CompareExchange(ref gate._state, Free, Taken);
        }
    }
}
