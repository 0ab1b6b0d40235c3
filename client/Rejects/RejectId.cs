using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Client.Rejects;

/// <summary>The id of a record set aside, as it is typed.</summary>
internal static class RejectId
{
    /// <exception cref="UsageException">The text is none.</exception>
    public static SetAsideId Parse(string text)
    {
        try
        {
            return SetAsideId.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
