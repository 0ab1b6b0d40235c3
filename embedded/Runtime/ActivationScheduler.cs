namespace Orleans.Runtime;

/// <summary>
/// Runs all code of one activation, never two pieces at a time. Because it is the current <see cref="TaskScheduler"/> while
/// it does, whatever that code awaits comes back here.
/// </summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    // After so many turns other activations get the thread.
    private const int TurnsPerVisit = 64;

    private static readonly Action<object?> PumpRequests = activation => ((Activation)activation!).Pump();

    private readonly Lock _gate = new();
    private readonly Queue<Task?> _turns = new();
    private bool _onThreadPool;

    public override int MaximumConcurrencyLevel => 1;

    // A null turn stands for "look at the requests": its task is made when it runs, on a thread without anyone's async locals.
    internal void QueuePump() => Queue(null);

    internal void QueueAction(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.None, this);

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = activation;
        try
        {
            for (var turn = 0; turn < TurnsPerVisit; turn++)
            {
                if (!TryDequeue(out var task))
                    return;
                if (task is null)
                    new Task(PumpRequests, activation).RunSynchronously(this);
                else
                    TryExecuteTask(task);
            }
        }
        finally
        {
            RuntimeContext.Current = null;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task) => Queue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, activation) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _turns.OfType<Task>()];
    }

    private void Queue(Task? turn)
    {
        lock (_gate)
        {
            _turns.Enqueue(turn);
            if (_onThreadPool)
                return;
            _onThreadPool = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    private bool TryDequeue(out Task? turn)
    {
        lock (_gate)
        {
            if (_turns.TryDequeue(out turn))
                return true;
            _onThreadPool = false;
            return false;
        }
    }
}
