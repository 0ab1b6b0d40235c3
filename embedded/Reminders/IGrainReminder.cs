namespace Orleans.Runtime;

/// <summary>A reminder as stored: needed to take it back.</summary>
public interface IGrainReminder
{
    /// <summary>Its name, unique within the grain.</summary>
    string ReminderName { get; }
}
