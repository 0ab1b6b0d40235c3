using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Dashboard.Live;

/// <summary>What is said to a person of a failure.</summary>
internal static class Trouble
{
    extension(Exception failure)
    {
        /// <summary>It may be told, and does not end the page; all else is a fault of this program.</summary>
        public bool IsTold => Problems.StatusOf(failure) is not null;

        /// <summary>It may be over by itself soon: what was shown before is still the best there is.</summary>
        public bool IsPassing => failure is not TxException { Error: TxError.Invalid or TxError.NotFound };

        public string Words => failure switch
        {
            TxException { Message: var message } => Sentence(message),
            TimeoutException => "The service does not answer in time. This page tries again by itself.",
            _ => "The service can't be reached at the moment. This page tries again by itself.",
        };
    }

    private static string Sentence(string message) => message is [var first, .. var rest]
        ? $"{char.ToUpperInvariant(first)}{rest}{(rest.EndsWith('.') ? "" : ".")}"
        : message;
}
