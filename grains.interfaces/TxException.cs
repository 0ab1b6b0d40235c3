namespace Orleans.Tx.Grains;

/// <summary>Why a call could not be answered, in a sentence for the person who made it.</summary>
[GenerateSerializer, Alias("tx.TxException")]
public sealed class TxException : Exception
{
    public TxException(TxError error, string message) : base(message) => Error = error;

    /// <summary>What kind of failure it is.</summary>
    [Id(0)]
    public TxError Error { get; private set; }
}

/// <summary>Kinds of failure that callers tell apart.</summary>
[GenerateSerializer, Alias("tx.TxError")]
public enum TxError
{
    /// <summary>An argument or the configuration is wrong; the same call will fail again.</summary>
    Invalid,

    /// <summary>What was asked for does not exist.</summary>
    NotFound,

    /// <summary>The store can't be reached or refused the work; the same call may succeed later.</summary>
    Unavailable,
}
