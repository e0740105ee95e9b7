/* A small window that a file can be dragged out of: what a file manager is to the app. */
#include <gtk/gtk.h>

static char *addresses[2];

static void give(GtkWidget *from, GdkDragContext *drag, GtkSelectionData *data, guint info, guint time, gpointer none) {
  gtk_selection_data_set_uris(data, addresses);
}

int main(int count, char **arguments) {
  gtk_init(&count, &arguments);
  addresses[0] = arguments[1];
  GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
  GtkWidget *box = gtk_event_box_new();
  gtk_window_set_title(GTK_WINDOW(window), "drag source");
  gtk_window_set_default_size(GTK_WINDOW(window), 120, 80);
  gtk_container_add(GTK_CONTAINER(window), box);
  gtk_drag_source_set(box, GDK_BUTTON1_MASK, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_source_add_uri_targets(box);
  g_signal_connect(box, "drag-data-get", G_CALLBACK(give), NULL);
  gtk_widget_show_all(window);
  gtk_window_move(GTK_WINDOW(window), 1100, 700);
  gtk_main();
  return 0;
}
