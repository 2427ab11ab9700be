/** The one place that makes HTML from templates; the templates lie beside the classes that use them. */
package org.jejak.html;
