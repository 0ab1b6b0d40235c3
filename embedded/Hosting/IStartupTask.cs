namespace Orleans.Runtime;

/// <summary>Runs when the silo has started; the host's start waits for it and fails with it.</summary>
public interface IStartupTask
{
    /// <summary>Does the work.</summary>
    Task Execute(CancellationToken cancellationToken);
}
