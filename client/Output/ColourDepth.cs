namespace Orleans.Tx.Client.Output;

/// <summary>How many colours a terminal has.</summary>
internal enum ColourDepth
{
    Eight,
    Many,
    All,
}
