/**
 * What lasts: statistics per pixel in Parquet files, and the operational store in SQL (DESIGN 5).
 * The only package that knows SQL.
 */
package org.penumbra.history;
