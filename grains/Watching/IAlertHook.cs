namespace Orleans.Tx.Grains.Watching;

/// <summary>Where alerts are told.</summary>
public interface IAlertHook
{
    /// <summary>Tells one. It may be told again where it is not known that it was heard.</summary>
    /// <exception cref="TxException">It was not heard; the message holds no secret.</exception>
    Task Send(Alert alert, CancellationToken cancellationToken);
}
