namespace Orleans.Tx.Silo.Configuration;

/// <summary>How a page is asked for.</summary>
public enum RequestMethod
{
    /// <summary>With parameters.</summary>
    Get,

    /// <summary>With a JSON body.</summary>
    Post,
}
