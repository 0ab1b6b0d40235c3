namespace Orleans.Tx.Client.Orders;

/// <summary>Gives each of several workers a sink of its own.</summary>
internal interface IOrderSinks
{
    IOrderSink Create();
}
